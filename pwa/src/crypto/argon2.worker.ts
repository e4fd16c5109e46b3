import { argon2 } from "./argon2";
import type { Bytes } from "./bytes";

self.onmessage = async ({ data }: MessageEvent<{ secret: Bytes; salt: Bytes }>) => {
  self.postMessage(await argon2(data.secret, data.salt));
};
