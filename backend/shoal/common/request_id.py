from contextvars import ContextVar

# The id of the request being answered; "" outside of one (commands, the worker).
current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
