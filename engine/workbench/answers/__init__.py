"""Answers: plain frozen data for every question, which text, JSON and pages all print.

An answer holds no sentence that another way in would say otherwise, and no shell word; what can be
done stands in it as a ``Possible``. Each key of an answer stands in ``docs/reference/json.md``.
"""
