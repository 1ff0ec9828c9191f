"""The AI gateway: the OpenAI-compatible API, the bridge socket, and the mentor behind both."""
