import type { AttachedImage } from './conversation/conversation';

/** Larger ones are refused: in base64 they would come near to the gateway's limit for a body. */
export const maximumImageBytes = 8 * 1024 * 1024;

/** A picture as a data URL, to be sent inside the request. */
export function readImage(file: File): Promise<AttachedImage> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, dataUrl: String(reader.result) });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
