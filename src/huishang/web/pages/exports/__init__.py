"""我的导出: what one took out, why, and until when it may be fetched."""
