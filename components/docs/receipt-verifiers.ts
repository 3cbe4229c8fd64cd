/** Programs that check a receipt; a test runs them. Arguments: the receipt's file, and the address of Heddle. */
export const receiptVerifiers = {
  TypeScript: `import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file = '', heddle] = process.argv.slice(2);
const { receipt, signature } = JSON.parse(readFileSync(file, 'utf8'));
const { keys } = await (await fetch(new URL('/.well-known/heddle-receipts', heddle))).json();

function canonical(value: any): string {
  if (Array.isArray(value)) return '[' + value.map(canonical).join() + ']';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return '{' + members.map((name) => JSON.stringify(name) + ':' + canonical(value[name])).join() + '}';
}

const key = keys.find(({ kid }: { kid: string }) => kid === signature.keyId);
const publicKey = createPublicKey({ key, format: 'jwk' });
const isGood = verify(
  null,
  Buffer.from(canonical(receipt)),
  publicKey,
  Buffer.from(signature.value, 'base64url'),
);
console.log(isGood ? 'good' : 'not good');
process.exit(isGood ? 0 : 1);
`,
  // pip install cryptography
  Python: `import base64, json, sys, urllib.request
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

file, heddle = sys.argv[1:]
with open(file, encoding="utf-8") as opened:
    document = json.load(opened)
with urllib.request.urlopen(heddle + "/.well-known/heddle-receipts") as answer:
    keys = json.load(answer)["keys"]

def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

signature = document["signature"]
key = next(key for key in keys if key["kid"] == signature["keyId"])
signed = json.dumps(document["receipt"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
Ed25519PublicKey.from_public_bytes(decode(key["x"])).verify(
    decode(signature["value"]), signed.encode()
)  # raises InvalidSignature
print("good")
`,
} as const;
