// What was done last on this device, held in memory only until Welcome has said it.
let is_deleted = false;

export function rememberDeletion(): void {
  is_deleted = true;
}

export function takeDeletion(): boolean {
  const was_deleted = is_deleted;
  is_deleted = false;
  return was_deleted;
}
