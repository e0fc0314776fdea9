package io.facet.app.ui;

import io.facet.protocol.home.FolderLock;
import io.facet.protocol.home.PrivateFiles;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window for each account: whoever starts a second one brings the first to the front, and may hand it a file.
 * Closed by whoever holds it. Thread-safe.
 */
public final class SingleInstance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
    private static final int LONGEST = 16 << 10;

    private final FolderLock lock;
    private final Path address;
    private final @Nullable ServerSocketChannel server;

    private SingleInstance(FolderLock lock, Path address, @Nullable ServerSocketChannel server) {
        this.lock = lock;
        this.address = address;
        this.server = server;
    }

    /**
     * Becomes the one window of {@code folder}; empty if there is one, which has been told of {@code file}.
     *
     * @param file to open; empty for none
     * @param onCall told of files of later starts, on a thread of its own; with an empty text of a start without one
     */
    public static Optional<SingleInstance> take(Path folder, String file, Consumer<String> onCall) throws IOException {
        PrivateFiles.createFolder(folder);
        Path address = folder.resolve("window.socket");
        Optional<FolderLock> lock = FolderLock.tryTake(folder);
        if (lock.isEmpty()) {
            tell(address, file);
            return Optional.empty();
        }
        return Optional.of(new SingleInstance(lock.get(), address, listen(address, onCall)));
    }

    private static @Nullable ServerSocketChannel listen(Path address, Consumer<String> onCall) {
        try {
            Files.deleteIfExists(address);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(address));
            Thread.ofVirtual().name("facet-instance").start(() -> serve(server, onCall));
            return server;
        } catch (IOException | UnsupportedOperationException e) {
            // The path may be too long for a socket: the lock still keeps a second window away.
            LOG.info("Later starts cannot bring this window to the front: {}", e.getMessage());
            return null;
        }
    }

    private static void serve(ServerSocketChannel server, Consumer<String> onCall) {
        while (server.isOpen()) {
            try (SocketChannel call = server.accept()) {
                ByteBuffer text = ByteBuffer.allocate(LONGEST);
                while (text.hasRemaining() && call.read(text) >= 0) {
                    // more may come
                }
                onCall.accept(StandardCharsets.UTF_8.decode(text.flip()).toString());
            } catch (AsynchronousCloseException ended) {
                return;
            } catch (IOException e) {
                LOG.info("A later start was not understood: {}", e.getMessage());
            }
        }
    }

    private static void tell(Path address, String file) {
        try (SocketChannel call = SocketChannel.open(UnixDomainSocketAddress.of(address))) {
            call.write(ByteBuffer.wrap(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("The window that is there cannot be told: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (server != null) {
                server.close();
                Files.deleteIfExists(address);
            }
        }
    }
}
