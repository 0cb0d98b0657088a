"""Files and official documents: numbered, issued, received, locked, corrected by a new version.

Owns: stored files, number series per issuer and year, official documents and their versions,
receipts per organisation, and `rendering` (GB/T 9704 forms to .docx and PDF; pure).
Must not know: what a conference decides. A room hands it a filled form; it numbers and keeps it.
"""
