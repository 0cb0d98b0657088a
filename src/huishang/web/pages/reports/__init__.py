"""发现报告: what reached the platform, how a report is handed in, and what became of it."""
