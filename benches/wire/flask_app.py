"""The page of the hyper servers on Flask: bare, and with flask-talisman's fields and a nonce."""

from flask import Flask
from flask_talisman import Talisman


def app() -> Flask:
    made = Flask(__name__)

    @made.get("/")
    def page() -> str:
        return ""

    return made


bare = app()
secured = app()
Talisman(
    secured,
    content_security_policy={
        "base-uri": "'none'",
        "default-src": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
        "script-src": "'self' 'strict-dynamic'",
        "style-src": "'self'",
        "style-src-elem": "'self'",
    },
    content_security_policy_nonce_in=["script-src", "style-src"],
)
