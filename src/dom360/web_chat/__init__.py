"""The chat on a company's own site: its settings, its visitors, and what they may see."""
