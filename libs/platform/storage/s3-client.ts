import type { S3Client } from '@aws-sdk/client-s3';
import { AppError, unavailable } from '@kelp/std';

/** How a server that speaks S3 is reached, as `loadConfig` gives it. */
export interface S3Settings {
  /** Left out: Amazon's own. */
  S3_ENDPOINT?: string | undefined;
  S3_REGION?: string | undefined;
  /** Both keys left out: what Amazon's tools look for, such as the role of a pod. */
  S3_ACCESS_KEY_ID?: string | undefined;
  S3_SECRET_ACCESS_KEY?: string | undefined;
  /** The bucket in the path of addresses, not in the name of the host, as most servers of one's own want it. */
  S3_PATH_STYLE?: boolean | undefined;
}

/** The library, loaded only where a bucket is used. */
type Sdk = typeof import('@aws-sdk/client-s3');

/** A bucket, and what is wanted of it. */
export interface Bucket {
  readonly sdk: Sdk;
  readonly name: string;
  /** Before each key; '' or ends with a slash. */
  readonly prefix: string;
  readonly send: S3Client['send'];
  /** Where it is, for sentences to operators. */
  readonly place: string;
}

const connectMs = 3_000;
const silenceMs = 30_000;
const attempts = 4;

/**
 * Opens `s3://bucket/prefix`. Nothing is sent yet. Each request is signed with the hash of its content, waits 3 s for a connection and 30 s for
 * the next byte, and is tried four times with growing pauses where that can help.
 * @throws AppError `storage.bucket` for an address without a bucket.
 */
export async function openBucket(location: string, settings: S3Settings): Promise<Bucket> {
  const [, name, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/i.exec(location) ?? [];
  if (!name)
    throw new AppError('storage.bucket', 500, `"${location}" names no bucket. Give s3://bucket or s3://bucket/prefix.`);
  // The library's version is fixed here; which Node it will want one day is nothing an operator can act on.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const sdk = await import('@aws-sdk/client-s3');
  const { S3_ENDPOINT: endpoint, S3_REGION: region = 'us-east-1', S3_PATH_STYLE: forcePathStyle = false } = settings;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  const client = new sdk.S3Client({
    region,
    forcePathStyle,
    maxAttempts: attempts,
    // Content is hashed here, and the newest checksums are unknown to many servers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
    ...(endpoint ? { endpoint } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  });
  return {
    sdk,
    name,
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    send: client.send.bind(client) as S3Client['send'],
    place: `${endpoint ?? 'Amazon S3'} (region ${region})`,
  };
}

interface Failure {
  name?: string;
  $metadata?: { httpStatusCode?: number };
}

const statusOf = (error: unknown): number => (error as Failure | null)?.$metadata?.httpStatusCode ?? 0;

/** Whether a server answered that there is no such object. */
export const isMissing = (error: unknown): boolean => statusOf(error) === 404 && nameOf(error) !== 'NoSuchBucket';

const nameOf = (error: unknown): string => (error as Failure | null)?.name ?? '';

/** For whoever wanted a file: the sentence names no bucket, the cause says what happened. */
export const away = (error: unknown): AppError => Object.assign(unavailable('The file storage'), { cause: error });

/** For the operator: what is wrong with a bucket that could not be asked, and what mends it. */
export function bucketFault(bucket: Bucket, error: unknown): AppError {
  const name = nameOf(error);
  const status = statusOf(error);
  const about = (sentence: string) => Object.assign(new AppError('unavailable', 503, sentence), { cause: error });
  if (name === 'CredentialsProviderError')
    return about('There are no keys for the file storage: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  // a request for the bucket alone is answered without words: 400 is what a wrong region gives then
  if ([301, 307, 400].includes(status) && name !== 'InvalidAccessKeyId')
    return about(`The bucket ${bucket.name} is not at ${bucket.place}: set S3_REGION, or S3_ENDPOINT.`);
  if (name === 'InvalidAccessKeyId' || name === 'SignatureDoesNotMatch')
    return about(`${bucket.place} does not know the keys in S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY (${name}).`);
  if (status === 403)
    return about(
      `${bucket.place} refuses the bucket ${bucket.name}: the keys must be right and allow to list it and to read, write and delete in it.`,
    );
  if (status === 404) return about(`There is no bucket ${bucket.name} at ${bucket.place}. Make it first.`);
  const reason = error instanceof Error ? error.message : String(error);
  return about(`The file storage at ${bucket.place} gives no answer to work with (${reason || name || status}).`);
}
