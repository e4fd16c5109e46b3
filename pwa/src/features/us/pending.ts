// The secret of an invitation link, held in memory only: the address bar is cleared of it at once.
let pending: string | null = null;

export function rememberInvitation(secret: string): void {
  pending = secret;
}

export function pendingInvitation(): string | null {
  return pending;
}

export function takePendingInvitation(): string | null {
  const secret = pending;
  pending = null;
  return secret;
}
