/** A first request with the vendors' own clients; only address and key are Heddle's. */
export function sdkSamples(origin: string, model: string) {
  return [
    {
      name: 'Anthropic',
      code: `from anthropic import Anthropic

client = Anthropic(base_url="${origin}", api_key="YOUR_HEDDLE_KEY")
message = client.messages.create(
    model="${model}",
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello"}],
)
print(message.content[0].text)`,
    },
    {
      name: 'Gemini',
      code: `from google import genai

client = genai.Client(api_key="YOUR_HEDDLE_KEY", http_options={"base_url": "${origin}"})
response = client.models.generate_content(model="${model}", contents="Hello")
print(response.text)`,
    },
  ] as const;
}
