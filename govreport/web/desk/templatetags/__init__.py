"""工作台模板标签: template tags of the desk."""
