package io.facet.app.master.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A new file as Parquet's library sees one. It is not closed by that. */
final class ParquetOutput implements OutputFile {
    private final NewFile file;

    ParquetOutput(NewFile file) {
        this.file = file;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new Stream();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return new Stream();
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public String getPath() {
        return file.path().toString();
    }

    private final class Stream extends PositionOutputStream {
        /** The library writes headers byte by byte. */
        private final ByteBuffer block = ByteBuffer.allocate(64 << 10);

        private long written;

        @Override
        public long getPos() {
            return written + block.position();
        }

        @Override
        public void write(int b) throws IOException {
            if (!block.hasRemaining()) {
                flush();
            }
            block.put((byte) b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > block.remaining()) {
                flush();
            }
            if (length > block.remaining()) {
                file.write(ByteBuffer.wrap(bytes, offset, length));
                written += length;
            } else {
                block.put(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            block.flip();
            written += block.remaining();
            file.write(block);
            block.clear();
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
