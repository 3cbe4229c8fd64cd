import type { Part } from './part.ts';
import type { CanonicalRequest, Tool, ToolChoice } from './request.ts';
import type { CanonicalResponse } from './response.ts';

/** Every mention of a function's name in a request, in order: tools, choice, earlier calls and their results. */
export function* toolNamesOf(request: CanonicalRequest): Generator<string, void, undefined> {
  for (const tool of request.tools ?? []) if (tool.type === 'function') yield tool.name;
  const choice = request.toolChoice;
  if (choice?.type === 'tool') yield choice.name;
  else if (choice?.type === 'allowed') yield* choice.names;
  for (const message of request.messages) {
    for (const part of message.parts) {
      if (part.type === 'tool-call') yield part.name;
      else if (part.type === 'tool-result' && part.toolName !== undefined) yield part.toolName;
    }
  }
}

/** The request with each of its {@link toolNamesOf} given through `rename`; what holds no name is shared. */
export function withToolNames(request: CanonicalRequest, rename: (name: string) => string): CanonicalRequest {
  const { tools, toolChoice } = request;
  return {
    ...request,
    messages: request.messages.map((message) => ({ ...message, parts: renamedParts(message.parts, rename) })),
    ...(tools && { tools: tools.map((tool) => renamedTool(tool, rename)) }),
    ...(toolChoice && { toolChoice: renamedChoice(toolChoice, rename) }),
  };
}

/** The answer with the name of each of its calls given through `rename`. */
export function answerWithToolNames(
  response: CanonicalResponse,
  rename: (name: string) => string,
): CanonicalResponse {
  const choices = response.choices.map((choice) => ({
    ...choice,
    parts: renamedParts(choice.parts, rename),
  }));
  return { ...response, choices };
}

function renamedTool(tool: Tool, rename: (name: string) => string): Tool {
  return tool.type === 'function' ? { ...tool, name: rename(tool.name) } : tool;
}

function renamedChoice(choice: ToolChoice, rename: (name: string) => string): ToolChoice {
  if (choice.type === 'tool') return { ...choice, name: rename(choice.name) };
  return choice.type === 'allowed' ? { ...choice, names: choice.names.map(rename) } : choice;
}

function renamedParts(parts: readonly Part[], rename: (name: string) => string): Part[] {
  return parts.map((part) => {
    if (part.type === 'tool-call') return { ...part, name: rename(part.name) };
    if (part.type === 'tool-result' && part.toolName !== undefined) {
      return { ...part, toolName: rename(part.toolName) };
    }
    return part;
  });
}
