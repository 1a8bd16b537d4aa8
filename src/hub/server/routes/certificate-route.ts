import type { App } from '../http/create-app.ts';
import type { ServerCertificate } from '../tls/server-certificate.ts';

/** The authority of a self-signed hub, for those who want their phone to trust it. */
export function addCertificateRoute(app: App, certificate: ServerCertificate | undefined): void {
  const authority = certificate?.authority;
  if (authority === undefined) return;
  app.get('/ca.pem', { config: { access: 'open' }, schema: { hide: true } }, async (_request, reply) => {
    reply.header('content-disposition', 'attachment; filename="muster-ca.pem"');
    return await reply.type('application/x-x509-ca-cert').send(authority);
  });
}
