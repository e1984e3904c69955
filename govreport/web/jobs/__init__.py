"""后台任务页: what the person has asked for, how far it is, and the buttons to end it or have it go on."""
