/** What an https server is started with, in PEM. */
export type ServerCertificate = {
  readonly key: string;
  /** The server's certificate, and those between it and its root. */
  readonly chain: string;
  /** Of the authority that people may choose to trust; absent where the certificate comes from elsewhere. */
  readonly authority: string | undefined;
};
