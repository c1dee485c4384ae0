-- Sign-ins are short-lived keys. Their tokens name no member, so that none can be taken along: everybody signs in once more.
drop table login_sessions;
