"""LitServe with one worker on the processor, and its own check of a token (header X-API-Key)."""
import sys
from typing import Annotated

import litserve
import numpy as np
from pydantic import BaseModel, Field

from network import load


class Item(BaseModel):
    features: Annotated[list[float], Field(min_length=64, max_length=64)]


class Question(BaseModel):
    items: Annotated[list[Item], Field(min_length=1, max_length=1000)]


class Api(litserve.LitAPI):
    def setup(self, device):
        self.network = load()

    def decode_request(self, request: Question):
        return np.array([item.features for item in request.items], np.float32)

    def predict(self, rows):
        hidden = np.maximum(rows @ self.network["w1"] + self.network["b1"], 0)
        return 1 / (1 + np.exp(-(hidden @ self.network["w2"] + self.network["b2"])))[:, 0]

    def encode_response(self, scores):
        answers = [{"score": float(one), "flagged": bool(one >= 0.5)} for one in scores]
        return {"modelVersion": "peer", "predictions": answers}


if __name__ == "__main__":
    server = litserve.LitServer(Api(api_path="/v1/predictions"), accelerator="cpu", workers_per_device=1)
    server.run(
        host="127.0.0.1",
        port=int(sys.argv[1]),
        num_api_servers=1,
        generate_client_file=False,
        log_level="error",
        access_log=False,
    )
