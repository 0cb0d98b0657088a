"""网上报告: for who has no account. Small, without script, and nothing typed is lost."""
