"""One package for each group of pages: urls, views, contexts, forms."""
