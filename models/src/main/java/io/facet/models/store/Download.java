package io.facet.models.store;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.yaml.Quoted;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/**
 * Fetches one file of a card from its address: attempts with growing pauses, each going on where the last one ended, as
 * long as they bring something new.
 *
 * @param patience of whoever wants the file
 */
record Download(ModelCard card, ModelFile file, DownloadPolicy policy, Progress progress, Patience patience) {

    /**
     * Brings all bytes, with the right hash.
     *
     * @throws ModelException {@code MODEL_DOWNLOAD} or {@code MODEL_CHECKSUM}, with the way out
     * @throws java.util.concurrent.CancellationException if the outcome is not wanted any more; what came is kept
     */
    void fill(Incoming in, EntityTag tag) {
        try (HttpFetch http = new HttpFetch(policy, patience)) {
            DownloadAttempt attempt = new DownloadAttempt(http, URI.create(file.url()), policy, progress, patience);
            long best = in.offset();
            boolean pieced = best > 0;
            int failures = 0;
            for (int n = 1; ; n++) {
                try {
                    if (!in.complete()) {
                        attempt.run(in, tag);
                    }
                    if (in.found().equals(in.expected())) {
                        return;
                    }
                    refuseUnless(pieced, in);
                    // Pieces of two different files may have been joined: once more, in one piece.
                    in.restart();
                    pieced = false;
                } catch (IOException e) {
                    failures = in.offset() > best ? 1 : failures + 1;
                    if (isFinal(e) || failures >= policy.attempts() || n >= DownloadPolicy.MOST_ATTEMPTS) {
                        throw failed(in, n, e);
                    }
                    best = Math.max(best, in.offset());
                    pieced = in.offset() > 0;
                    patience.pause(attempt.wait(policy.backOff(failures)));
                }
            }
        }
    }

    private void refuseUnless(boolean pieced, Incoming in) throws NoRetry {
        if (!pieced) {
            String found = in.found();
            in.restart();
            throw new NoRetry(
                    Code.MODEL_CHECKSUM,
                    "it is not the file that the card describes: SHA-256 " + found + " came where the card states "
                            + in.expected());
        }
    }

    private static boolean isFinal(IOException e) {
        return e instanceof NoRetry || isNameUnknown(e);
    }

    private static boolean isNameUnknown(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private ModelException failed(Incoming in, int attempts, IOException e) {
        Code code = e instanceof NoRetry refused ? refused.code() : Code.MODEL_DOWNLOAD;
        String tries = attempts == 1 ? "" : " (after " + attempts + " attempts)";
        String kept =
                in.offset() == 0 ? "" : "; the " + Bytes.show(in.offset()) + " that came are kept for the next try";
        return new ModelException(
                code,
                ModelCommands.name(card, file.precision()) + " could not be downloaded from " + file.url() + ": "
                        + reason(e) + tries + kept + ". Get the file in another way and run "
                        + ModelCommands.importing(card, file.precision()),
                e);
    }

    private String reason(IOException e) {
        if (isNameUnknown(e)) {
            return "the name " + URI.create(file.url()).getHost() + " cannot be found (is this computer online?)";
        }
        if (e instanceof ConnectException) {
            return "no connection (is this computer online?)";
        }
        return Quoted.bare(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
