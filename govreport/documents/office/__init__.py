"""办公文件: what every Word and Excel file of ours has in common: page, styles, and the same bytes each time."""
