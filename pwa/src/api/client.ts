import type { Problem, Result } from "../domain/types";
import type { SignedIn } from "./wire";

const TIMEOUT_MS = 30_000;

/** The server's address and this device's proof; in the browser both are the page's own. */
export interface Connection {
  base?: string;
  token?: string;
  /** Ask for a token at sign-in, where there is no cookie jar. */
  bearer?: boolean;
  /** For whom a request is meant: a browser that two people share has one cookie, whoever signed in last. */
  person?: () => string | undefined;
  /** How requests are made; the page's own unless given. */
  fetch?: typeof fetch;
}

export interface Api {
  call<T = void>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<Result<T>>;
}

/**
 * The only way out of the app. `call` never throws: no answer is the problem "offline", and every other problem
 * carries the stable code of docs/protocol.md.
 */
export function openApi(connection: Connection = {}): Api {
  return {
    async call<T>(method: string, path: string, body?: unknown): Promise<Result<T>> {
      const headers = new Headers({ Accept: "application/json" });
      if (body !== undefined) headers.set("Content-Type", "application/json");
      if (connection.token !== undefined) headers.set("Authorization", `Bearer ${connection.token}`);
      const person = connection.person?.();
      if (person !== undefined) headers.set("Hearth-Person", person);
      const wanted: RequestInit = { method, headers, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) };
      if (body !== undefined) wanted.body = JSON.stringify(body);
      try {
        const response = await (connection.fetch ?? fetch)(`${connection.base ?? ""}/api/v1${path}`, wanted);
        return response.ok ? { ok: true, value: await answer<T>(response) } : { ok: false, problem: await problem(response) };
      } catch {
        return { ok: false, problem: { code: "offline" } };
      }
    },
  };
}

async function answer<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function problem(response: Response): Promise<Problem> {
  const told = (await response.json().catch(() => ({}))) as Partial<Problem>;
  // A proxy in between answers with its own pages: their status is all that can be relied on.
  const code = told.code ?? (response.status === 413 ? "too_large" : response.status >= 500 ? "server_error" : "offline");
  const wait = Number(response.headers.get("Retry-After"));
  return { code, ...(wait > 0 && { retry_after_s: wait }), ...(told.errors && { errors: told.errors }) };
}

/** One of the calls that sign this device in. */
export type Enter = (path: string, body: object) => Promise<Result<SignedIn>>;

export function entrance(api: Api, connection: Connection): Enter {
  return async (path, body) => {
    const result = await api.call<SignedIn>("POST", path, connection.bearer ? { ...body, bearer: true } : body);
    if (result.ok && result.value.token !== undefined) connection.token = result.value.token;
    return result;
  };
}
