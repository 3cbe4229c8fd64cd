const databaseName = 'heddle-playground';
const version = 1;

let opening: Promise<IDBDatabase> | undefined;

/**
 * The browser's database of conversations: `summaries` for lists, `conversations` in whole, both by
 * `[scope, id]`.
 */
function database(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, version);
    request.onupgradeneeded = () => {
      for (const store of ['summaries', 'conversations']) {
        request.result.createObjectStore(store, { keyPath: ['scope', 'id'] });
      }
    };
    request.onsuccess = () => {
      const opened = request.result;
      // Another tab wants to change or delete it: it is opened again when it is next needed.
      opened.onversionchange = () => opened.close();
      opened.onclose = () => {
        opening = undefined;
      };
      resolve(opened);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('Another tab holds the database'));
  });
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

/**
 * Does something in one transaction, which holds as a whole or not at all.
 * @returns the result of the request that `work` gives back, once the transaction is through
 * @throws what the browser says: QuotaExceededError where there is no room
 */
export async function inTransaction<Result>(
  mode: IDBTransactionMode,
  work: (store: (name: 'summaries' | 'conversations') => IDBObjectStore) => IDBRequest<Result> | undefined,
): Promise<Result | undefined> {
  const transaction = (await database()).transaction(['summaries', 'conversations'], mode);
  return new Promise((resolve, reject) => {
    const request = work((name) => transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

/** All keys of one scope. */
export function keysOf(scope: string): IDBKeyRange {
  return IDBKeyRange.bound([scope, ''], [scope, '\uffff']);
}
