"""What the platform says by itself to a program that handed something in.

Owns: the address a program is answered at, the secret its answers are signed with, the outbox,
the attempts, and what is done about answers that did not arrive.
Must not know: what a report is, what a step of it means, whose words it carries. A room hands it
the thing, a step, and words that name nobody.
"""
