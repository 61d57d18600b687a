from pydantic import BaseModel, Field


class Endpoint(BaseModel):
    # ok: payment-key-stripe
    secret: str = Field(examples=["whsec_MadeUpForTheFixture7MadeUpForThe"])
    # ruleid: payment-key-stripe
    signing_secret: str = Field(default="whsec_MadeUpForTheFixture7MadeUpForThe")
