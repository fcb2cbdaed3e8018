"""The libraries that need the app, made once and joined to it in create_app()."""

from flask_limiter import Limiter
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from htmx_flask import Htmx

from app.shared.limits import one_visitor

csrf = CSRFProtect()
htmx = Htmx()
limiter = Limiter(key_func=one_visitor, in_memory_fallback_enabled=True)
login_manager = LoginManager()
