"""The A3 poster of busy hours (服务高峰提示图), drawn once and set down as a PDF or as a picture."""

from __future__ import annotations
