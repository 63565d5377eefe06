"""A bearer token is worth what its session says, on every request."""

from typing import Any

import pytest
from django.test import RequestFactory

from shoal.organization.authentication import SessionTokenAuthentication
from shoal.organization.errors import SessionEnded
from shoal.organization.services.sessions import open_session


def authenticate(header: str) -> Any:
    request = RequestFactory().get("/", HTTP_AUTHORIZATION=header)
    return SessionTokenAuthentication().authenticate(request)


def test_a_fresh_access_token_names_its_employee(world, django_assert_num_queries):
    tokens = open_session(user=world.lin, kind="token", user_agent="x", ip=None)

    with django_assert_num_queries(1):
        user, session = authenticate(f"Bearer {tokens.access}")
        assert user == world.lin
        assert user.department == world.sales1
        assert str(user.zone) == "Asia/Shanghai"
    assert session == tokens.session


def test_a_refresh_token_is_no_access_token(world):
    tokens = open_session(user=world.lin, kind="token", user_agent="x", ip=None)
    with pytest.raises(SessionEnded):
        authenticate(f"Bearer {tokens.refresh}")
