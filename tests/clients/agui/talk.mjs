// A talk by the official client: what to say comes by the environment, what was heard goes to the output.
import { HttpAgent } from "@ag-ui/client";

const { url, headers, threadId, says } = JSON.parse(process.env.TALK);
const agent = new HttpAgent({ url, headers, threadId });
const heard = [];
let failure = "";
for (const content of says) {
  agent.addMessage({ id: crypto.randomUUID(), role: "user", content });
  try {
    await agent.runAgent({}, { onEvent: ({ event }) => void heard.push(event) });
  } catch (error) {
    failure = String(error);
  }
}
console.log(JSON.stringify({ heard, failure, messages: agent.messages }));
