"""账号安全: signing in, when it is refused, passwords, second factors, and where somebody is signed in."""
