"""个人信息保护: register, assessments, rules, rights requests, breaches, by those responsible."""
