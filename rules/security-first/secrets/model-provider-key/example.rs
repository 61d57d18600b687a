fn keys() {
    // ok: model-provider-key-anthropic
    let key = env::var("ANTHROPIC_API_KEY").unwrap();
    // ok: model-provider-key-anthropic
    let masked = "sk-ant-api03-xxxxxxxxxxxxxxxxxxxxxxxx";
    // ok: model-provider-key-anthropic
    let prefix = "sk-ant-";
    // ok: model-provider-key-openai
    let key = env::var("OPENAI_API_KEY").unwrap();
    // ok: model-provider-key-openai
    let placeholder = "sk-proj-your-key-goes-here-1234567890-abcdef";
    // ok: model-provider-key-openai
    let class = "sk-fading-circle-and-other-spinners-of-the-page";
    // ok: model-provider-key-huggingface
    let key = env::var("HF_TOKEN").unwrap();
    // ok: model-provider-key-huggingface
    let file = "hf_model_weights_of_the_small_model_v2";
    // ok: model-provider-key-huggingface
    let masked = "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    // ruleid: model-provider-key-anthropic
    let key = "sk-ant-api03-MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFAA";
    // ruleid: model-provider-key-anthropic
    let admin = "sk-ant-admin01-MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFAA";
    // ruleid: model-provider-key-openai
    let key = "sk-proj-MadeUpForTheFixture7MadeUpForTheFixture7MadeUpFo";
    // ruleid: model-provider-key-openai
    let old = "sk-Fixture7MadeUpFixture7MadeUpFixture7MadeUpFixtur";
    // ruleid: model-provider-key-huggingface
    let key = "hf_MadeUpForTheFixture7MadeUpForTheFi";
    // ruleid: model-provider-key-huggingface
    let key = "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";
}
