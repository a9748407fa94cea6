"""What sites with flask-talisman do: JSON rows in, lines out, in the form of `exchange.rs`.

A row is {"python": arguments of Talisman, "view": arguments of the decorator}; its lines are the fields over https, the answer
over http, and the attributes of the session cookie.
"""

import json
import re
import sys

import flask
import flask_talisman

ADDRESS = "://www.example.com/a/b?c=d"
FLASKS_OWN = {"content-type", "content-length", "set-cookie", "vary"}


def exchange(python, view):
    names = vars(flask_talisman)
    app = flask.Flask(__name__)
    app.secret_key = "not secret"
    talisman = flask_talisman.Talisman(app, **eval(f"dict({python})", dict(names)))

    def page():
        flask.session["user"] = "1"
        return "page"

    if view:
        page = talisman(**eval(f"dict({view})", dict(names)))(page)
    app.add_url_rule("/a/b", "page", page)

    https = app.test_client().get("https" + ADDRESS)
    lines = {f"{name.lower()}: {value}" for name, value in https.headers if name.lower() not in FLASKS_OWN}
    for cookie in https.headers.getlist("set-cookie"):
        attributes = (word.strip() for word in cookie.split(";")[1:])
        lines |= {f"cookie: {word}" for word in attributes if not word.startswith(("Path", "Domain", "Expires"))}

    http = app.test_client().get("http" + ADDRESS)
    is_redirect = http.status_code in (301, 302, 303, 307, 308)
    lines.add(f"redirect: {http.status_code} {http.headers['location']}" if is_redirect else "redirect: none")
    return sorted(re.sub(r"'nonce-[^']*'", "'nonce-'", line) for line in lines)


json.dump([exchange(row["python"], row["view"]) for row in json.load(sys.stdin)], sys.stdout)
