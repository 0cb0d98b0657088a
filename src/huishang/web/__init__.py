"""The pages.

Owns: the frame around every page (navigation by post, who is acting, notices), the page and form
patterns, the components, the one place where a refusal becomes a page, the wire's headers.
Must not know: any rule, any number of a rule, any table. A view asks ``queries``, hands what a
person typed to ``actions``, and fills a page's context; what may be done it learns from `Act`.
How to write a page stands in ``docs/explanation/pages.md``.
"""
