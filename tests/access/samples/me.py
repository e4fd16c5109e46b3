"""Settings."""

from tests.access.samples.shape import Sample

SAMPLES: dict[str, Sample] = {"set_settings": (None, {"zone": "UTC"})}
