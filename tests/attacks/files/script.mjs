window.hacked=1
