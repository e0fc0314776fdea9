package io.facet.protocol.security;

import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FolderLock;
import io.facet.protocol.home.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The key and self-signed certificate of a master, made at its first start and kept in its state folder.
 *
 * <p>Agents trust the certificate by its fingerprint alone, so it names nobody and outlives the computer.
 *
 * @param key EC P-256
 * @param certificate self-signed
 */
public record MasterIdentity(PrivateKey key, X509Certificate certificate) {
    private static final Duration VALID = Duration.ofDays(36_500);
    private static final String KEY_FILE = "key.pem";
    private static final String CERTIFICATE_FILE = "certificate.pem";

    /**
     * The identity in {@code folder}, made if there is none. Safe against another process that does the same.
     *
     * @throws ProtocolException STATE_FOLDER if the folder cannot be used
     */
    public static MasterIdentity loadOrCreate(Path folder) {
        try {
            return FolderLock.exclusively(folder, () -> {
                if (Files.notExists(folder.resolve(KEY_FILE)) || Files.notExists(folder.resolve(CERTIFICATE_FILE))) {
                    create().save(folder);
                }
                return load(folder);
            });
        } catch (IOException e) {
            throw new ProtocolException(
                    ProtocolException.Code.STATE_FOLDER,
                    "The master's key in %s cannot be read or written (%s). Make the folder writable, or set FACET_HOME to another one."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    /** A new identity that is kept nowhere. */
    public static MasterIdentity create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Instant now = Instant.now();
            X500Name name = new X500Name("CN=Facet master");
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(1, Secret.random().bytes()),
                    Date.from(now.minus(Duration.ofDays(1))), // clocks of agents may be behind
                    Date.from(now.plus(VALID)),
                    name,
                    pair.getPublic());
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new MasterIdentity(
                    pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("every Java platform has EC P-256", e);
        }
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    private static MasterIdentity load(Path folder) throws IOException {
        try {
            byte[] key = unwrap(Files.readString(folder.resolve(KEY_FILE)));
            byte[] certificate = unwrap(Files.readString(folder.resolve(CERTIFICATE_FILE)));
            return new MasterIdentity(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificate)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("it is damaged; delete %s and let the agents join again".formatted(folder), e);
        }
    }

    private void save(Path folder) throws IOException {
        try {
            PrivateFiles.write(folder.resolve(CERTIFICATE_FILE), wrap("CERTIFICATE", certificate.getEncoded()));
            PrivateFiles.write(folder.resolve(KEY_FILE), wrap("PRIVATE KEY", key.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without an encoding", e);
        }
    }

    private static String wrap(String what, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what);
    }

    private static byte[] unwrap(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    }
}
