"""风险评估: scored by one person, looked over by another."""
