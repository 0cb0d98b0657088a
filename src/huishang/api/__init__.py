"""The face for programs: ``/api/v1``.

Owns: how a request of a program is signed in and which post it acts in, how a refusal reads as
``application/problem+json``, what goes over the wire, the OpenAPI description.
Must not know: any rule, any table, any scope. A route asks ``queries``, hands what was sent to
``actions``, and says the answer in the words of its schema.

A program brings a token and acts as its service account; a person may call with the session of the
pages and its CSRF token.
"""
