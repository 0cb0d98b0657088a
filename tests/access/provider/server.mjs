// A real OpenID Connect provider for the tests: npm oidc-provider, certified by the OpenID
// Foundation. Prints its port, then answers until it is stopped. Whoever asks is signed in as the
// login_hint of the request; two clients are known, so that a token for the other one can be had.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const redirects = process.argv.slice(2);
const client = (id) => ({
  client_id: id,
  client_secret: `${id}-secret-of-the-tests-only`,
  redirect_uris: redirects,
  grant_types: ["authorization_code"],
  response_types: ["code"],
});

const server = createServer((request, response) => handle(request, response));
let handle;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [client("huishang"), client("another")],
    pkce: { required: () => false },
    claims: { openid: ["sub"], profile: ["preferred_username", "name"] },
    scopes: ["openid", "profile", "email"],
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["tests"] },
    jwks: undefined,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: `${id}@gov`, name: "测试" }),
    }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  });
  const answer = provider.callback();
  handle = async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === "login") {
      const result = params.login_hint === "refuse"
        ? { error: "access_denied" }
        : { login: { accountId: params.login_hint || "nobody" } };
      return provider.interactionFinished(request, response, result);
    }
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    return provider.interactionFinished(request, response, {
      consent: { grantId: await grant.save() },
    });
  };
  console.log(port);
});
