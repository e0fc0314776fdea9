package io.facet.protocol.security;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts exactly one certificate, whatever name or address the server goes by. Thread-safe.
 *
 * <p>It extends X509ExtendedTrustManager because the platform would add a check of the host name to anything less.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {
    /** Marks the handshake failure that means "another certificate", for {@link #isMismatch}. */
    private static final class MismatchException extends CertificateException {
        private static final long serialVersionUID = 1L;

        MismatchException() {
            super("the master shows another certificate than the one that is pinned");
        }
    }

    private final Fingerprint pinned;

    public PinnedTrust(Fingerprint pinned) {
        this.pinned = pinned;
    }

    /** Whether {@code failure} or one of its causes is a certificate that is not the pinned one. */
    public static boolean isMismatch(Throwable failure) {
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 16; t = t.getCause(), depth++) {
            if (t instanceof MismatchException) {
                return true;
            }
        }
        return false;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || !MessageDigest.isEqual(Fingerprint.of(chain[0]).bytes(), pinned.bytes())) {
            throw new MismatchException();
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("clients show no certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("clients show no certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("clients show no certificate");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
