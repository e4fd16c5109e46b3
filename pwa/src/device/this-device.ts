/** "Firefox, Android": enough to tell one's own devices apart in a list, and nothing more. */
export function deviceName(agent: string = typeof navigator === "undefined" ? "" : navigator.userAgent): string {
  const browser = first(agent, [
    ["Edg", "Edge"],
    ["OPR", "Opera"],
    ["Firefox", "Firefox"],
    ["FxiOS", "Firefox"],
    ["CriOS", "Chrome"],
    ["Chrome", "Chrome"],
    ["Safari", "Safari"],
  ]);
  const system = first(agent, [
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Android", "Android"],
    ["Windows", "Windows"],
    ["Mac OS", "Mac"],
    ["CrOS", "Chromebook"],
    ["Linux", "Linux"],
  ]);
  return [browser, system].filter((part) => part !== null).join(", ") || "Hearth";
}

function first(agent: string, names: [token: string, name: string][]): string | null {
  return names.find(([token]) => agent.includes(token))?.[1] ?? null;
}

export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
