package io.facet.app.master.history;

import io.facet.app.master.run.LatencyBuckets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The tables {@code detail} and {@code share}. Not thread-safe. */
final class DetailTables {
    private final Connection database;

    DetailTables(Connection database) {
        this.database = database;
    }

    /** Writes {@code details} over what was known. The run has to be there. */
    void write(String run, RunDetails details) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("INSERT OR REPLACE INTO detail VALUES (?, ?, ?)")) {
            insert.setString(1, run);
            insert.setBytes(2, LatencyCodec.encode(details.latencies()));
            insert.setBytes(3, ThroughputCodec.encode(details.throughput().coarsened()));
            insert.executeUpdate();
        }
        try (PreparedStatement delete = database.prepareStatement("DELETE FROM share WHERE run = ?")) {
            delete.setString(1, run);
            delete.executeUpdate();
        }
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO share VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            int place = 0;
            for (AgentShare share : details.shares()) {
                insert.setString(1, run);
                insert.setInt(2, place++);
                insert.setString(3, share.name());
                insert.setInt(4, share.colour());
                insert.setLong(5, share.images());
                insert.setLong(6, share.busy().toMillis());
                insert.setDouble(7, share.imagesPerSecond());
                insert.executeUpdate();
            }
        }
    }

    RunDetails read(String run) throws SQLException {
        List<AgentShare> shares = shares(run);
        try (PreparedStatement query = database.prepareStatement("SELECT * FROM detail WHERE run = ?")) {
            query.setString(1, run);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? new RunDetails(
                                shares, latencies(rows.getBytes("latencies")), throughput(rows.getBytes("throughput")))
                        : new RunDetails(shares, LatencyBuckets.NONE, ThroughputSeries.NONE);
            }
        }
    }

    private List<AgentShare> shares(String run) throws SQLException {
        try (PreparedStatement query = database.prepareStatement("SELECT * FROM share WHERE run = ? ORDER BY place")) {
            query.setString(1, run);
            List<AgentShare> shares = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    shares.add(new AgentShare(
                            rows.getString("agent"),
                            rows.getInt("colour"),
                            rows.getLong("images"),
                            Duration.ofMillis(rows.getLong("busy_ms")),
                            rows.getDouble("images_per_s")));
                }
            }
            return shares;
        }
    }

    /** A chart that cannot be read is no reason to hide the figures beside it. */
    private static LatencyBuckets latencies(byte[] blob) {
        try {
            return LatencyCodec.decode(blob);
        } catch (BlobReader.Damaged e) {
            warn(e);
            return LatencyBuckets.NONE;
        }
    }

    private static ThroughputSeries throughput(byte[] blob) {
        try {
            return ThroughputCodec.decode(blob);
        } catch (BlobReader.Damaged e) {
            warn(e);
            return ThroughputSeries.NONE;
        }
    }

    private static void warn(BlobReader.Damaged e) {
        LoggerFactory.getLogger(DetailTables.class)
                .warn("A chart in the run history cannot be read: {}", e.getMessage());
    }
}
