"""账号的页面: signing in and out, passwords, the second factor, the devices somebody is signed in on."""
