"""FastAPI, with what our API has on: a bearer token, validation, metrics. ENGINE says what computes."""
import hmac
import os
import time
from typing import Annotated

import numpy as np
from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, Histogram, generate_latest
from pydantic import BaseModel, Field

from network import load

TOKEN = f"Bearer {os.environ['TOKEN']}".encode()
THRESHOLD = 0.5


def with_sklearn():
    import warnings

    from sklearn.neural_network import MLPClassifier

    warnings.filterwarnings("ignore")
    network = load()
    inputs, hidden = network["w1"].shape
    model = MLPClassifier((hidden,), activation="relu", max_iter=1)
    model.fit(np.random.rand(20, inputs), np.arange(20) % 2)
    model.coefs_ = [network["w1"], network["w2"]]
    model.intercepts_ = [network["b1"], network["b2"]]
    return lambda rows: model.predict_proba(np.array(rows))[:, 1].tolist()


def with_onnx():
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    network = load()
    inputs = network["w1"].shape[0]
    nodes = [
        helper.make_node("Gemm", ["x", "w1", "b1"], ["hidden"]),
        helper.make_node("Relu", ["hidden"], ["positive"]),
        helper.make_node("Gemm", ["positive", "w2", "b2"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, inputs])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 1])],
        [numpy_helper.from_array(values, name) for name, values in network.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return lambda rows: session.run(None, {"x": np.array(rows, np.float32)})[0][:, 0].tolist()


score = {"sklearn": with_sklearn, "onnx": with_onnx}[os.environ["ENGINE"]]()


class Item(BaseModel):
    features: Annotated[list[float], Field(min_length=64, max_length=64)]


class Question(BaseModel):
    items: Annotated[list[Item], Field(min_length=1, max_length=1000)]


class Prediction(BaseModel):
    score: float
    flagged: bool


class Answer(BaseModel):
    modelVersion: str
    predictions: list[Prediction]


durations = Histogram("http_request_duration_seconds", "Duration", ["route", "status"])
app = FastAPI()


async def require_token(authorization: Annotated[str, Header()] = ""):
    if not hmac.compare_digest(authorization.encode(), TOKEN):
        raise HTTPException(401)


@app.post("/v1/predictions", dependencies=[Depends(require_token)])
async def predict(question: Question) -> Answer:
    scores = score([item.features for item in question.items])
    return Answer(modelVersion="peer", predictions=[Prediction(score=one, flagged=one >= THRESHOLD) for one in scores])


@app.get("/metrics")
async def metrics():
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


class Measured:
    """Pure ASGI: what FastAPI builds middleware from would cost it more."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.inner(scope, receive, send)
        begun = time.perf_counter()
        status = 500

        async def watch(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.inner(scope, receive, watch)
        finally:
            durations.labels(scope["path"], status).observe(time.perf_counter() - begun)


app.add_middleware(Measured)
