"""Every route of every app against its own description, with whatever schemathesis can think of."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

EXAMPLES = 12


@pytest.fixture
def come(visit, sign_in):
    """A visitor who may do everything the app offers."""

    def coming(app):
        return sign_in("administrator") if app == "staff" else visit(app)

    return coming


@pytest.mark.parametrize("app", ["staff", "board", "public"])
def test_whatever_is_sent_gets_an_answer_with_a_sentence(come, take, app):
    take("cash")
    visitor = come(app)
    schema = schemathesis.openapi.from_dict(visitor.get("/openapi.json").json())
    for operation in (found.ok() for found in schema.get_all_operations()):
        if operation.path.endswith("/events") or "session" in operation.path:
            continue

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def tries(case):
            answer = visitor.client.request(
                case.method,
                case.formatted_path,
                params=case.query,
                json=case.body if case.body is not schemathesis.core.NOT_SET else None,
                headers={"X-Form-Token": visitor.token},
            )
            # Nothing follows the log here, which healthz says.
            assert answer.status_code < 500 or case.path == "/healthz", answer.text
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == "application/problem+json"
                assert answer.json()["detail"]

        tries()
